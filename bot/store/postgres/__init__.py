"""The store on PostgreSQL: nothing outside this folder and `Database` knows which engine there is."""
