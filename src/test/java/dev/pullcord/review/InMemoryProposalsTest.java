package dev.pullcord.review;

class InMemoryProposalsTest extends ProposalsContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
