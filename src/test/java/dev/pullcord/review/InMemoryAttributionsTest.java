package dev.pullcord.review;

class InMemoryAttributionsTest extends AttributionsContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
