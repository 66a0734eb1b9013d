package dev.pullcord.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit lets the sample pass, and none of its flawed brothers. */
class SampleConnectorTest extends ConnectorContract {
    private SampleConnector sample = new SampleConnector(SampleConnector.Flaw.NONE);

    @ParameterizedTest
    @EnumSource(value = SampleConnector.Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyFlawIsFound(SampleConnector.Flaw flaw) {
        List<Consumer<ConnectorContract>> finds = switch (flaw) {
            case NONE -> List.of();
            case BLOCKS, TAKES_SILENCE_FOR_YES ->
                List.of(ConnectorContract::silenceIsUnknownByTheDeadlineAndBlocksNobody);
            case ACTS_TWICE ->
                List.of(
                        ConnectorContract::askedTwiceItActsOnce,
                        ConnectorContract::whatBreaksAfterActingIsUnknownAndActsOnceWhenAskedAgain);
            case THROWS, ANSWERS_NULL -> List.of(ConnectorContract::doesWhatItIsAsked);
            case FORGETS_THE_DEADLINE -> List.of(ConnectorContract::nothingIsDoneAfterTheDeadline);
            case TELLS_THE_KEY -> List.of(ConnectorContract::noSecretComesOut);
            case IGNORES_CLOSE -> List.of(ConnectorContract::closedTwiceItStaysClosed);
            case NEEDS_NO_SETTINGS -> List.of(ConnectorContract::aMissingSettingIsRefusedByItsKey);
        };
        for (Consumer<ConnectorContract> find : finds) {
            SampleConnectorTest brother = new SampleConnectorTest();
            brother.sample = new SampleConnector(flaw);
            brother.open();
            try {
                assertThatThrownBy(() -> find.accept(brother))
                        .isInstanceOfAny(AssertionError.class, RuntimeException.class);
            } finally {
                brother.close();
            }
        }
    }

    /** The sample is in no service file: whoever puts the kit on his class path must not install it. */
    @Test
    @Override
    void isFoundByItsNameAndWasMadeForThisSpi() {
        assertThatThrownBy(super::isFoundByItsNameAndWasMadeForThisSpi)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("META-INF/services");
    }

    @Override
    protected ConnectorFactory factory() {
        return sample;
    }

    @Override
    protected Json json() {
        return new Json() {
            @Override
            public String write(Map<String, ?> object) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<String, Object> read(String text) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    protected ActionRequest request(String actionId, Instant deadline) {
        return new ActionRequest(
                actionId, 1, "c1", ActionType.WARN, Target.account("mallory"), "other", Optional.empty(), deadline);
    }

    @Override
    protected Stage stage() {
        return new Stage() {
            @Override
            public Map<String, String> config() {
                return Map.of("key", SampleConnector.KEY);
            }

            @Override
            public void mood(Mood mood) {
                sample.mood(mood);
            }

            @Override
            public int effects(String actionId) {
                return sample.effects(actionId);
            }

            @Override
            public Set<String> secrets() {
                return Set.of(SampleConnector.KEY);
            }

            @Override
            public void close() {}
        };
    }
}
