package dev.pullcord.review;

class InMemoryWaysInTest extends WaysInContract {
    private final InMemoryCredentials book = new InMemoryCredentials();
    private final InMemoryTickets tickets = new InMemoryTickets();

    @Override
    protected Credentials.Book book() {
        return book;
    }

    @Override
    protected Tickets tickets() {
        return tickets;
    }
}
