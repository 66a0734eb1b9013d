package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Ground;
import java.security.SecureRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;

/** Never two at the recipient, never one lost: whatever crashes, hangs or comes too late. */
@PropertyDefaults(shrinking = ShrinkingMode.BOUNDED)
class FilingModelTest {
    @Property(tries = 1500)
    void aFilingGoesOnceWhateverHappens(@ForAll("lives") ActionChain<FilingLife> life) {
        life.run().end();
    }

    @Provide
    Arbitrary<ActionChain<FilingLife>> lives() {
        return FilingMoves.chains(
                () -> {
                    String id = CaseId.create(new Partition("tandem", 1), new SecureRandom());
                    return new FilingLife(new InMemoryFilings(id::equals), Ground.tandem(4), id);
                },
                40);
    }
}
