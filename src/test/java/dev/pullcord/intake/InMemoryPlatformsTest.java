package dev.pullcord.intake;

class InMemoryPlatformsTest extends PlatformsContract {
    private final Platforms platforms = new InMemoryPlatforms();

    @Override
    protected Platforms platforms() {
        return platforms;
    }
}
