package dev.pullcord.review;

class InMemoryOverdueTest extends OverdueContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
