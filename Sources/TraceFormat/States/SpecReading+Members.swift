extension SpecReading {
  /// A membership that is a set of servers, or a pair of sets, the new and the old one; of any other shape it is not known.
  func members(_ value: SpecValue) -> Observed<ConfigurationID> {
    if let voters = servers(value), !voters.isEmpty {
      return .known(symbols.configuration(Configuration(voters: voters)))
    }
    guard case .sequence(let parts) = value, parts.count == 2, let new = servers(parts[0]), !new.isEmpty,
      let old = servers(parts[1])
    else { return .unknown }
    return .known(symbols.configuration(Configuration(voters: new, outgoingVoters: old)))
  }

  /// The servers of a set; nil where it has other elements.
  private func servers(_ value: SpecValue) -> [ServerID]? {
    guard let elements = value.elements else { return nil }
    let servers = elements.compactMap { serverID($0) }
    return servers.count == elements.count ? servers : nil
  }
}
