package dev.pullcord.review;

class InMemoryCareTest extends CareContract {
    private final Ground ground = InMemoryStore.ground(4);
    private final InMemoryPeople people = new InMemoryPeople();
    private final InMemoryExposures exposures = new InMemoryExposures();

    @Override
    protected Ground ground() {
        return ground;
    }

    @Override
    protected People people() {
        return people;
    }

    @Override
    protected Exposures exposures() {
        return exposures;
    }

    @Override
    protected void guardedBy(ClaimGuard guard) {
        ((InMemoryReviewQueue) ground.queue()).guardedBy(guard);
    }
}
