package dev.kgit.kinds.connector;

import dev.kgit.kind.Kind;
import dev.kgit.kind.KindContract;
import dev.kgit.model.Declared;
import dev.kgit.model.Resource;

class ConnectorKindTest implements KindContract {

    @Override
    public Kind kind() {
        return new ConnectorKind();
    }

    @Override
    public Resource declared(String name) {
        return Declared.connector("main", name)
                .config("connector.class", "Sink")
                .config("topics", "orders")
                .state("running")
                .resource();
    }

    @Override
    public Resource changed(Resource declared) {
        return Declared.connector("main", declared.id().name())
                .config("connector.class", "Sink")
                .config("topics", "orders")
                .state("paused")
                .resource();
    }
}
