"""One document, the batch, and the Parquet warehouse: the only place that knows all three stages."""
