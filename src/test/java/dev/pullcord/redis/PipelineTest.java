package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.redis.RemoteChain.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Calls on one chain, with a chain whose every arrival and answer the test decides. */
class PipelineTest {
    private final RemoteChain chain = new RemoteChain();

    @Test
    void oneIsSentBeforeTheOneBeforeItIsAnswered() {
        CompletableFuture<String> a = chain.call("a");
        CompletableFuture<String> b = chain.call("b");

        assertThat(chain.names()).containsExactly("a", "b");
        chain.arrive(0).answer();
        chain.arrive(1).answer();

        assertThat(a).isCompletedWithValue("written");
        assertThat(b).isCompletedWithValue("written");
        assertThat(chain.written()).containsExactly("a", "b");
        assertThat(chain.pipeline.unanswered()).isZero();
    }

    @Test
    void whatStandsBehindOneThatIsNotWrittenGoesAgainInItsOrder() {
        CompletableFuture<String> stale = chain.call("stale");
        List<CompletableFuture<String>> behind = List.of(chain.call("b"), chain.call("c"), chain.call("d"));
        chain.arrive(0, "stale").answer();
        chain.arriveAndAnswerAll();

        assertThat(stale).isCompletedWithValue("stale");
        assertThat(behind).allSatisfy(one -> assertThat(one).isCompletedWithValue("written"));
        assertThat(chain.written()).containsExactly("b", "c", "d");
        assertThat(chain.reads).as("the head is known all the time").isEqualTo(1);
    }

    @Test
    void nothingIsSentIntoAChainThatIsBroken() {
        chain.ask("stale");
        chain.ask("b");
        chain.arrive(0, "stale").answer();

        chain.ask("c");
        assertThat(chain.names()).containsExactly("stale", "b");

        chain.arriveAndAnswerAll();
        assertThat(chain.written()).containsExactly("b", "c");
    }

    @Test
    void whereAnotherProcessWroteAllAreLinkedToItsEntry() {
        chain.ask("a");
        chain.ask("b");
        chain.writtenByOthers();
        chain.arriveAndAnswerAll();

        assertThat(chain.written()).containsExactly("other", "a", "b");
        assertThat(chain.reads).isEqualTo(2);
    }

    @Test
    void whatWasWrittenThoughItFailedIsLinkedTo() {
        CompletableFuture<String> lost = chain.call("lost");
        CompletableFuture<String> b = chain.call("b");
        chain.arrive(0).lose();
        chain.arrive(1).answer();
        CompletableFuture<String> c = chain.call("c");
        chain.arriveAndAnswerAll();

        assertThat(lost).isCompletedExceptionally();
        assertThat(b).isCompletedWithValue("written");
        assertThat(c).isCompletedWithValue("written");
        assertThat(chain.written()).containsExactly("lost", "b", "c");
    }

    @Test
    void whatFailedAndWasNotWrittenTakesNobodyWithIt() {
        CompletableFuture<String> lost = chain.call("lost");
        CompletableFuture<String> b = chain.call("b");
        chain.sent.get(0).lose();
        chain.arriveAndAnswerAll();

        assertThat(lost).isCompletedExceptionally();
        assertThat(b).isCompletedWithValue("written");
        assertThat(chain.written()).containsExactly("b");
    }

    @Test
    void theLastOneLostLeavesAHeadThatIsReadAnew() {
        chain.ask("lost");
        chain.arrive(0).lose();
        chain.ask("b");
        chain.arriveAndAnswerAll();

        assertThat(chain.written()).containsExactly("lost", "b");
        assertThat(chain.reads).isEqualTo(2);
    }

    @Test
    void whoeverOvertakesHisPredecessorOnTheWayIsLinkedAnew() {
        chain.ask("a");
        chain.ask("b");
        chain.arrive(1);
        chain.arrive(0);
        chain.sent.get(1).answer();
        chain.sent.get(0).answer();
        chain.arriveAndAnswerAll();

        assertThat(chain.written()).containsExactly("a", "b");
    }

    @Test
    void whatHangsOnTheOnesBeforeIsMadeWhenTheyAreAnswered() {
        chain.ask("a");
        chain.askAlone("panic");
        chain.ask("c");
        assertThat(chain.names()).containsExactly("a");
        assertThat(chain.prepared).doesNotContain("panic");

        chain.arrive(0).answer();
        assertThat(chain.names()).as("and nothing goes with it").containsExactly("a", "panic");

        chain.arrive(1).answer();
        assertThat(chain.names()).containsExactly("a", "panic", "c");
    }

    @Test
    void whatCannotBePreparedConcernsNobodyElse() {
        CompletableFuture<String> unfit = chain.callUnfit("unfit");
        CompletableFuture<String> b = chain.call("b");
        chain.arriveAndAnswerAll();

        assertThat(unfit).isCompletedExceptionally();
        assertThat(b).isCompletedWithValue("written");
    }

    @Test
    void noMoreThanSoManyAreUnderWayAndFewerWhereMuchIsRefused() {
        for (int i = 0; i < 100; i++) {
            chain.ask("call" + i);
        }
        assertThat(chain.sent).hasSize(Pipeline.MOST_UNDER_WAY);

        chain.arrive(0, "stale").answer();
        chain.sent
                .subList(1, Pipeline.MOST_UNDER_WAY)
                .forEach(one -> chain.arrive(one, "written").answer());

        assertThat(chain.sent).hasSize(Pipeline.MOST_UNDER_WAY + Pipeline.MOST_UNDER_WAY / 2);
    }

    @Test
    void aFullChainFailsAtOnce() {
        for (int i = 0; i < Pipeline.MOST_WAITING; i++) {
            chain.ask("call" + i);
        }
        assertThatThrownBy(chain.call("one more")::join).hasCauseInstanceOf(Contended.class);
        assertThat(chain.pipeline.unanswered()).isEqualTo(Pipeline.MOST_WAITING);
    }

    @Test
    void aTurnThatComesTooLateIsNotTaken() {
        chain.askAlone("slow");
        CompletableFuture<String> late = chain.call("late");
        chain.pass(Pipeline.LONGEST_WAIT.plus(Duration.ofMillis(1)));
        chain.arrive(0).answer();

        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Contended.class)
                .hasMessageContaining("no turn at the audit chain in time");
        assertThat(chain.names()).containsExactly("slow");
    }

    @Test
    void whatWasRefusedGoesAgainHoweverLate() {
        CompletableFuture<String> a = chain.call("a");
        chain.writtenByOthers();
        chain.pass(Pipeline.LONGEST_WAIT.plus(Duration.ofMillis(1)));
        chain.arriveAndAnswerAll();

        assertThat(a).isCompletedWithValue("written");
    }

    @Test
    void whoseTurnHasComeKeepsItHoweverLongTheHeadIsReadFor() {
        chain.slowReads = true;
        CompletableFuture<String> a = chain.call("a");
        chain.pass(Pipeline.LONGEST_WAIT.plus(Duration.ofMillis(1)));
        chain.headArrives();
        chain.arriveAndAnswerAll();

        assertThat(a).isCompletedWithValue("written");
    }

    @Test
    void whatIsOvertakenEveryTimeIsGivenUpAfterLongerAndLongerPauses() {
        CompletableFuture<String> unlucky = chain.call("unlucky");
        for (int i = 0; i < chain.sent.size(); i++) {
            chain.writtenByOthers();
            chain.arrive(i).answer();
        }

        assertThatThrownBy(unlucky::join)
                .hasCauseInstanceOf(Contended.class)
                .hasMessageContaining("overtaken 100 times");
        assertThat(chain.pauses).hasSize(100).isSorted().startsWith(0).endsWith(99);
        assertThat(chain.pipeline.unanswered()).isZero();
    }

    @Test
    void aHeadThatCannotBeReadFailsWhoIsFirstAndIsReadAnewForTheNext() {
        chain.unreadable = true;
        CompletableFuture<String> a = chain.call("a");
        assertThat(a).isCompletedExceptionally();

        chain.unreadable = false;
        CompletableFuture<String> b = chain.call("b");
        chain.arriveAndAnswerAll();
        assertThat(b).isCompletedWithValue("written");
    }

    /** Whatever is refused, lost, overtaken or written by others, in whatever order things arrive and are answered. */
    @Property(tries = 2_000)
    void everyCallIsAnsweredOnceAndTheChainHoldsWhatWasSaidToBeWritten(@ForAll long seed) {
        Random random = new Random(seed);
        RemoteChain any = new RemoteChain();
        Map<String, CompletableFuture<String>> calls = new TreeMap<>();
        int asked = 0;
        while (asked < 40 || calls.values().stream().anyMatch(one -> !one.isDone())) {
            switch (random.nextInt(asked < 40 ? 9 : 6)) {
                case 0, 1 -> any.pending(false, random).ifPresent(one -> any.arrive(one, "written"));
                case 2, 3 -> any.pending(true, random).ifPresent(Sent::answer);
                case 4 -> {
                    if (random.nextInt(4) == 0) {
                        any.pending(false, random).ifPresent(one -> any.arrive(one, "stale"));
                    }
                }
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        any.pending(random.nextBoolean(), random).ifPresent(Sent::lose);
                    }
                    if (random.nextInt(8) == 0) {
                        any.writtenByOthers();
                    }
                }
                default -> {
                    String name = "call" + asked++;
                    calls.put(name, random.nextInt(6) == 0 ? any.callAlone(name) : any.call(name));
                }
            }
        }

        String previous = AuditChain.GENESIS;
        List<String> names = new ArrayList<>();
        for (AuditEntry entry : any.entries) {
            assertThat(AuditChain.fault(entry, names.size() + 1L, previous)).isEmpty();
            previous = entry.hash();
            names.add(entry.draft().verb());
        }
        assertThat(names.stream().filter(name -> !name.equals("other"))).doesNotHaveDuplicates();
        calls.forEach((name, reply) -> {
            if (!reply.isCompletedExceptionally()) {
                assertThat(names.contains(name)).as(name).isEqualTo(reply.join().equals("written"));
            }
        });
        assertThat(any.pipeline.unanswered()).isZero();
    }
}
