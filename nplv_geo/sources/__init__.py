"""Where figures and boundaries come from: one module a source, none knows another."""
