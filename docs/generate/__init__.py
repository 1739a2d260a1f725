"""What is made from the models: types for scripts and the data dictionary (`make contracts`)."""
