// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <utility>

namespace QtLogin {

// Lets a loop over guarded things go through to its end although a slot of the application throws in it: what comes
// after the thing that has thrown must close as well.
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

private:
    std::exception_ptr m_thrown;
};

} // namespace QtLogin
