// Machines on two processors: one life at a time, so that what is measured under load is the product.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
