-- Only a typed city or a shared place tell the country, and with it whom to call. Of everybody from before it is not known.
ALTER TABLE profiles ADD COLUMN zone_from TEXT; -- how the zone was found: city | location | clock, NULL = not known
ALTER TABLE profiles ADD COLUMN home_zone_from TEXT; -- the same of home_zone
