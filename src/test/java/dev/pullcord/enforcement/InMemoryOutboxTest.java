package dev.pullcord.enforcement;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.CaseId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

class InMemoryOutboxTest extends OutboxContract {
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final Platform platform =
            new Platform("tandem", 1, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected Platform platform() {
        return platform;
    }

    @Override
    protected String decided(Instant at, Target target, ActionType... types) {
        String caseId = CaseId.create(new Partition(platform.id(), 0), new SecureRandom());
        for (int i = 0; i < types.length; i++) {
            String id = caseId + ".d1.a" + (i + 1);
            outbox.order(platform, new ActionOrder(id, types[i], target, Optional.empty()), "harassment", at);
        }
        return caseId;
    }
}
