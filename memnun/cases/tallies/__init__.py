"""What figures are made of, packed by day: any period opens at once, and all of it can be counted anew."""
