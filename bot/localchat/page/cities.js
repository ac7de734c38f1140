// A few cities in different zones, half and quarter hours among them, for sharing a location.

export const CITIES = [
  { name: "Madrid", latitude: 40.4168, longitude: -3.7038, zone: "Europe/Madrid" },
  { name: "London", latitude: 51.5074, longitude: -0.1278, zone: "Europe/London" },
  { name: "New York", latitude: 40.7128, longitude: -74.006, zone: "America/New_York" },
  { name: "Los Angeles", latitude: 34.0522, longitude: -118.2437, zone: "America/Los_Angeles" },
  { name: "São Paulo", latitude: -23.5505, longitude: -46.6333, zone: "America/Sao_Paulo" },
  { name: "Nairobi", latitude: -1.2921, longitude: 36.8219, zone: "Africa/Nairobi" },
  { name: "Mumbai", latitude: 19.076, longitude: 72.8777, zone: "Asia/Kolkata" },
  { name: "Kathmandu", latitude: 27.7172, longitude: 85.324, zone: "Asia/Kathmandu" },
  { name: "Tokyo", latitude: 35.6762, longitude: 139.6503, zone: "Asia/Tokyo" },
  { name: "Sydney", latitude: -33.8688, longitude: 151.2093, zone: "Australia/Sydney" },
];

export const cityAt = (place) =>
  CITIES.find((city) => Math.hypot(city.latitude - place.latitude, city.longitude - place.longitude) < 0.5);
