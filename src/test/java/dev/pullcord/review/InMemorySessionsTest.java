package dev.pullcord.review;

class InMemorySessionsTest extends SessionsContract {
    private final Sessions sessions = new InMemorySessions();

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}
