"""Where customers write and are answered; one folder a kind, with everything of it. Turkish: kanallar."""
