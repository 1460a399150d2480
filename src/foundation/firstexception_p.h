// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>

namespace QtLogin {

// Lets an operation of several steps go through to its end although a slot of the application throws in one of them:
// the steps after that one must be done as well.
class FirstException final
{
public:
    template<typename Call>
    void keep(Call call)
    {
        try {
            call();
        } catch (...) {
            if (!m_thrown)
                m_thrown = std::current_exception();
        }
    }
    // Throws the first exception that was kept, if any.
    void rethrow()
    {
        if (m_thrown)
            std::rethrow_exception(std::exchange(m_thrown, nullptr));
    }

    // Forgets it instead. Whether there was one.
    bool drop() { return std::exchange(m_thrown, nullptr) != nullptr; }

private:
    std::exception_ptr m_thrown;
};

} // namespace QtLogin
