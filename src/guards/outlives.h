// SPDX-License-Identifier: MIT
#pragma once

namespace QtLogin {

//! A pointer to something that lives longer than any guarded call that waits; see outlives(). \since 0.1
template<typename Type>
class Outlives
{
public:
    Outlives(Type *pointer) : m_pointer(pointer) { }
    operator Type *() const { return m_pointer; }
    Type *operator->() const { return m_pointer; }

private:
    Type *m_pointer;
};

//! Says that \a pointer may be kept while the user is asked: what it points to lives longer than the guard.
//! ```cpp
//! guard.open<Report>(Requirement::login(), &window, outlives(&settings));
//! ```
//! A slot that takes an `Outlives<Type>` says the same of what its signal sends. \since 0.1
template<typename Type>
Outlives<Type> outlives(Type *pointer)
{
    return pointer;
}

} // namespace QtLogin
