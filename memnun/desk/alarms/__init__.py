"""What is broken or owed and will not mend itself: a bell on every page of managers, and what to do. Turkish: uyarılar."""
