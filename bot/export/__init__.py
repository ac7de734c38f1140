"""What /export gives: one's own data as sheets for people, as JSON for programs, and as health records (FHIR)."""
