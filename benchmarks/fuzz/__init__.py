"""What strangers may send: addresses, orders, posts and slow clients, all of them seeded."""
