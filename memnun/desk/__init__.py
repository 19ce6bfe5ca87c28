"""Pages over several rooms: inbox, customer 360, the three groups, health. Turkish: masa."""
