package dev.pullcord.intake;

import java.time.Clock;

class InMemoryPartitionLeasesTest extends PartitionLeasesContract {
    private final PartitionLeases leases = new InMemoryPartitionLeases(Clock.systemUTC());

    @Override
    protected PartitionLeases leases() {
        return leases;
    }
}
