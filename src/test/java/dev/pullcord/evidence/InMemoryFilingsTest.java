package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import java.security.SecureRandom;

class InMemoryFilingsTest extends FilingsContract {
    private final String id = CaseId.create(new Partition("tandem", 1), new SecureRandom());
    private final Filings filings = new InMemoryFilings(id::equals);

    @Override
    protected Filings filings() {
        return filings;
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
