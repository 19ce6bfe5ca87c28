"""What switchboards tell, each in its own words, brought to one shape."""
