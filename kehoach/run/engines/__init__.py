"""Who runs the documents of a batch: processes of this machine, or a cluster."""
