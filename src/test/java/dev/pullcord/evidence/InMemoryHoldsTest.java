package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import java.security.SecureRandom;

class InMemoryHoldsTest extends HoldsContract {
    private final String id = CaseId.create(new Partition("tandem", 1), new SecureRandom());
    private final Holds holds = new InMemoryHolds(id::equals);

    @Override
    protected Holds holds() {
        return holds;
    }

    @Override
    protected Platform platform() {
        return Ground.tandem(4);
    }

    @Override
    protected String aCase() {
        return id;
    }
}
