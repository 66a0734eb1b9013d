package dev.pullcord.review;

class InMemoryClaimsTest extends ClaimsContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
