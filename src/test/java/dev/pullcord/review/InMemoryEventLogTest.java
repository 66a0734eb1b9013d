package dev.pullcord.review;

class InMemoryEventLogTest extends EventLogContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
