package dev.pullcord.review;

class InMemoryAssignmentsTest extends AssignmentsContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
