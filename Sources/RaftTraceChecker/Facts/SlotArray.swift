/// Values by small dense numbers, each made on first use.
struct SlotArray<Value> {
  private var values: [Value] = []
  private let initial: Value

  init(_ initial: Value) { self.initial = initial }

  subscript(slot: Int) -> Value {
    get { slot < values.count ? values[slot] : initial }
    _modify {
      while values.count <= slot { values.append(initial) }
      yield &values[slot]
    }
  }
}
