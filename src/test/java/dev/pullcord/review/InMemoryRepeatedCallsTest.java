package dev.pullcord.review;

import java.time.Duration;

class InMemoryRepeatedCallsTest extends RepeatedCallsContract {
    @Override
    protected RepeatedCalls calls(Duration madeIn) {
        return new InMemoryRepeatedCalls(madeIn);
    }
}
