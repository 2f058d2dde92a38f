import "./Shape.css";

/** The shape of a declaration that is on its way: a title and a few clauses, still. */
export function DeclarationShape() {
  return (
    <div className="declaration" aria-busy="true">
      <h1 className="only-heard">Opening the declaration</h1>
      <span className="shape shape-title" />
      {["first", "second", "third"].map((clause) => (
        <div key={clause} className="shape-clause">
          <span className="shape shape-line" />
          <span className="shape shape-line" />
          <span className="shape shape-line" />
        </div>
      ))}
    </div>
  );
}

/** The shape of an outline that is on its way. */
export function OutlineShape() {
  return (
    <div aria-hidden="true" className="shape-outline">
      {["preamble", "first", "second", "third", "fourth"].map((section) => (
        <div key={section} className="shape-clause">
          <span className="shape shape-heading" />
          <span className="shape shape-line" />
          <span className="shape shape-line" />
        </div>
      ))}
    </div>
  );
}
