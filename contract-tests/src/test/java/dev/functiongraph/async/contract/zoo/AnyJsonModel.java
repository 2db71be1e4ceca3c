package dev.functiongraph.async.contract.zoo;

/** A conformant server that accepts events whose values are any JSON. */
class AnyJsonModel extends Model {
    @Override
    final boolean anyJsonEvents() {
        return true;
    }

    @Override
    final void checkEvent(Call call) throws RefusedException {
        if (call.request().body().length > 0) {
            checkAnyJson(utf8(call.request().body()));
        }
    }

    void checkAnyJson(String event) throws RefusedException {
        Bodies.checkAnyJson(event);
    }
}
