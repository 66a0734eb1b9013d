package dev.pullcord.intake;

class InMemoryRostersTest extends RostersContract {
    private final Rosters rosters = new InMemoryRosters();

    @Override
    protected Rosters rosters() {
        return rosters;
    }
}
