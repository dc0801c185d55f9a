// Machines on two processors, and tests that mostly wait for them: two collections at a time, of this computer, servers, clouds
// (see Collections) and kills, so that what is measured under load is the product.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
