//! Addresses, as in `std::net`. What would use them to reach somebody is not modelled.

pub use ::std::net::{
    AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6,
};
