package dev.pullcord.flow;

import dev.pullcord.plugin.ActionRequest;
import dev.pullcord.plugin.ActionResult;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Capability;
import dev.pullcord.plugin.Connector;
import dev.pullcord.plugin.Health;
import dev.pullcord.plugin.Inbound;
import dev.pullcord.plugin.JoinTokens;
import dev.pullcord.plugin.MeetingSnapshot;
import dev.pullcord.plugin.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A meeting system's own connector, and the platform's callback for what that one does not offer. */
final class CallbackBeside implements Connector {
    private final Connector own;
    private final Connector callback;
    private final Set<ActionType> ofOwn;

    CallbackBeside(Connector own, Connector callback) {
        this.own = own;
        this.callback = callback;
        this.ofOwn = own.capabilities().stream().map(Capability::action).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Capability> capabilities() {
        return Stream.concat(
                        own.capabilities().stream(),
                        callback.capabilities().stream().filter(c -> !ofOwn.contains(c.action())))
                .collect(Collectors.toUnmodifiableSet());
    }

    Connector own() {
        return own;
    }

    Connector callback() {
        return callback;
    }

    @Override
    public CompletionStage<ActionResult> act(ActionRequest request) {
        return (ofOwn.contains(request.type()) ? own : callback).act(request);
    }

    @Override
    public CompletionStage<Optional<MeetingSnapshot>> snapshot(String meeting) {
        return own.snapshot(meeting);
    }

    @Override
    public Optional<JoinTokens> joinTokens() {
        return own.joinTokens();
    }

    @Override
    public Optional<Inbound> inbound() {
        return own.inbound();
    }

    @Override
    public Optional<Source> source() {
        return own.source();
    }

    @Override
    public CompletionStage<Health> check() {
        return own.check().thenCombine(callback.check(), CallbackBeside::both);
    }

    /** The worse state, and what there is to say of either. */
    private static Health both(Health own, Health callback) {
        List<String> findings = new ArrayList<>(own.findings());
        callback.findings().forEach(finding -> findings.add("callback: " + finding));
        return new Health(own.state().compareTo(callback.state()) >= 0 ? own.state() : callback.state(), findings);
    }

    @Override
    public CompletionStage<Void> close() {
        return own.close().thenCombine(callback.close(), (one, other) -> null);
    }
}
