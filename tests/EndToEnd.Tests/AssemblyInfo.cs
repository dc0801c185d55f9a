// Machines on two processors, and tests that mostly wait for them: two lives at a time, one on this computer and one at a
// cloud, so that what is measured under load is the product.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
