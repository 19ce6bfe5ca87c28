"""What waits for one person today. Turkish: günüm."""
