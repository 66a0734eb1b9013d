package dev.pullcord.review;

class InMemoryHandoversTest extends HandoversContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
