package dev.functiongraph.async.server.runtime.child;

/** An instance's port of the runtime API: what comes there waits for its turn. Thread-safe. */
final class InstancePort implements RuntimeApi.Port {
    private final Instance instance;
    private final SharedResources shared;

    InstancePort(Instance instance, SharedResources shared) {
        this.instance = instance;
        this.shared = shared;
    }

    @Override
    public long guardPid() {
        return instance.guardPid();
    }

    @Override
    public void asked(HeldRequest request) {
        shared.execute(() -> instance.asked(request));
    }

    @Override
    public void answered(String requestId, byte[] body) {
        shared.execute(() -> instance.events().answered(requestId, body));
    }

    @Override
    public void failed(String requestId, byte[] body) {
        shared.execute(() -> instance.events().failed(requestId, body, instance.memory()));
    }
}
