"""What reading learned from corrections, and the switch back. Turkish: öğrenme."""
