package dev.pullcord.review;

class InMemoryCaseworkTest extends CaseworkContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
