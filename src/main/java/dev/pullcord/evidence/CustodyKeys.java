package dev.pullcord.evidence;

import dev.pullcord.intake.Platform;
import java.security.KeyPair;
import java.util.concurrent.CompletionStage;

/** Whose signature stands under evidence bundles: one Ed25519 key for each platform, made when it is first needed. */
@FunctionalInterface
public interface CustodyKeys {
    /** The platform's key; the same for every node. */
    CompletionStage<KeyPair> of(Platform platform);
}
