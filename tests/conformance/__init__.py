"""Measures the generated stubs against PyTorch's own operator database: every sample call of it is type-checked."""
