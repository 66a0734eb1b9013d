package dev.pullcord.review;

class InMemoryExposuresTest extends ExposuresContract {
    private final Exposures exposures = new InMemoryExposures();

    @Override
    protected Exposures exposures() {
        return exposures;
    }
}
