package dev.kgit.kinds.note;

import dev.kgit.kind.Kind;
import dev.kgit.kind.KindContract;
import dev.kgit.model.Declared;
import dev.kgit.model.Resource;

class NoteKindTest implements KindContract {

    @Override
    public Kind kind() {
        return new NoteKind();
    }

    @Override
    public Resource declared(String name) {
        return Declared.resource(NoteKind.id(name))
                .field(NoteKind.TEXT, "buy milk")
                .field(NoteKind.ABOUT, "errands")
                .resource();
    }

    @Override
    public Resource changed(Resource declared) {
        return Declared.resource(declared.id())
                .field(NoteKind.TEXT, "buy bread")
                .field(NoteKind.ABOUT, "errands")
                .resource();
    }
}
