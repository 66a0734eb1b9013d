package dev.pullcord.review;

class InMemoryReviewQueueTest extends ReviewQueueContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
